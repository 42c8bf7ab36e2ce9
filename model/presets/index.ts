import { claimbuster } from './claimbuster.ts'
import { conll2003 } from './conll-2003.ts'
import { fnc1 } from './fnc-1.ts'
import { newsAttribution } from './news-attribution.ts'
import { ontonotes18 } from './ontonotes-18.ts'
import { polnear } from './polnear.ts'
import { createPresetRegistry } from './registry.ts'
import { semeval2016Stance } from './semeval-2016-stance.ts'

/** Every codebook that comes with the program. The first is what a new project gets unless it is told otherwise. */
export const presets = createPresetRegistry([
  newsAttribution,
  polnear,
  claimbuster,
  semeval2016Stance,
  fnc1,
  conll2003,
  ontonotes18,
])
