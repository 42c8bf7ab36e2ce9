import type { DatasetFormat } from '../kit/format.ts'
import { claimReviewExporter } from './write.ts'

export const claimReview: DatasetFormat = { exporter: claimReviewExporter }
