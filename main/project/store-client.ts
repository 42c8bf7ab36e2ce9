import { Worker } from 'node:worker_threads'
import { ok, type Result } from '../../model/value/result.ts'
import type { Annotation } from '../../model/record/annotation.ts'
import type { Change } from '../../model/change/change.ts'
import type { PartRef } from '../../model/codebook/codebook-part.ts'
import type { AnnotationPage, OpenedArticle } from '../../model/annotation/opened-article.ts'
import type { LinkedRelation, PartPage } from '../../model/codebook/part-page.ts'
import type { EntityPointers } from '../../model/entities/entity-uses.ts'
import type { Packed } from '../../preload/contract/contract.ts'
import type { SlowQueryLog } from '../store/sqlite/sqlite.ts'
import type { BatchProgress } from './import-batch.ts'
import type { ProjectService } from './project-service.ts'
import type { StoreAnswer, StoreCall } from './store-messages.ts'
import { unexpectedFailure } from '../threads/unexpected-failure.ts'
import { THREAD_LIMITS, threadFile } from '../threads/thread-file.ts'

type Promised = {
  readonly [Name in keyof ProjectService]: (
    ...args: Parameters<ProjectService[Name]>
  ) => Promise<ReturnType<ProjectService[Name]>>
}

/** The project service in its thread. Requests are answered in the order in which they were made. */
export interface StoreClient extends Promised {
  /** The same for the window: large values as text that nobody on the way needs to read. */
  readonly packed: {
    openArticle(id: string): Promise<Result<Packed<OpenedArticle>>>
    annotationPage(article: string, after: number, limit: number): Promise<Result<Packed<AnnotationPage>>>
    storedChange(id: string): Promise<Result<Packed<Change>>>
    annotationsWithParts(
      parts: readonly PartRef[],
      after: string,
      limit: number,
    ): Promise<Result<Packed<PartPage<Annotation>>>>
    relationsWithRoles(
      parts: readonly PartRef[],
      after: string,
      limit: number,
    ): Promise<Result<Packed<PartPage<LinkedRelation>>>>
    entityPointers(entities: readonly string[]): Promise<Result<Packed<EntityPointers>>>
  }
  /** Starts the thread before there is a project to open, so that the first one need not wait for it. */
  warm(): void
  /** Closes the project and ends the thread. */
  terminate(): Promise<Result<null>>
}

export interface StoreClientOptions {
  readonly onSlow?: SlowQueryLog
  readonly onBatchProgress?: BatchProgress
  /** Told when the thread ended by itself. The project is closed then; `open` starts a new thread. */
  readonly onDeath?: (reason: string) => void
}

interface Thread {
  readonly worker: Worker
  readonly pending: Map<number, (result: Result<unknown>) => void>
}

/**
 * The way to the store's thread. It starts with the first `open` or `create`, or with `warm`. When it dies, everything
 * that waits for an answer gets an `unexpected` failure, and so does whatever is asked until it is started anew.
 */
export function startStore(threadUrl: URL = threadFile('store-thread'), options: StoreClientOptions = {}): StoreClient {
  let nextId = 1
  let thread: Thread | null = null

  const start = (): Thread => {
    const pending: Thread['pending'] = new Map()
    const worker = new Worker(threadUrl, { resourceLimits: THREAD_LIMITS })
    const started: Thread = { worker, pending }
    let reason = 'The thread of the store has ended.'
    worker.on('message', (answer: StoreAnswer) => {
      if (answer.kind === 'slow') {
        options.onSlow?.(answer.name, answer.milliseconds)
        return
      }
      if (answer.kind === 'batch') {
        options.onBatchProgress?.(answer.records)
        return
      }
      pending.get(answer.id)?.(answer.kind === 'json' ? JSON.parse(answer.json) : answer.result)
      pending.delete(answer.id)
    })
    worker.on('error', (error) => {
      reason = error.stack ?? error.message
    })
    worker.on('exit', () => {
      if (thread !== started) return
      thread = null
      for (const settle of pending.values()) settle(unexpectedFailure(reason))
      pending.clear()
      options.onDeath?.(reason)
    })
    thread = started
    return started
  }

  const call = <Name extends keyof ProjectService>(
    method: Name,
    args: Parameters<ProjectService[Name]>,
  ): Promise<ReturnType<ProjectService[Name]>> => send(method, args, false)

  const send = <Answer extends Result<unknown>>(
    method: keyof ProjectService,
    args: readonly unknown[],
    packed: boolean,
  ): Promise<Answer> => {
    const running = thread ?? (method === 'open' || method === 'create' ? start() : null)
    if (!running) return Promise.resolve(unexpectedFailure('The thread of the store has ended.') as Answer)
    return new Promise((resolve) => {
      const id = nextId++
      running.pending.set(id, (result) => resolve(result as Answer))
      running.worker.postMessage({ id, method, args, packed } satisfies StoreCall)
    })
  }

  return {
    warm: () => void (thread ?? start()),
    create: (...args) => call('create', args),
    open: (...args) => call('open', args),
    close: (...args) => call('close', args),
    overview: (...args) => call('overview', args),
    saveCopy: (...args) => call('saveCopy', args),
    importArticles: (...args) => call('importArticles', args),
    articlesWithTexts: (...args) => call('articlesWithTexts', args),
    originalOf: (...args) => call('originalOf', args),
    importBatch: (...args) => call('importBatch', args),
    undoBatch: (...args) => call('undoBatch', args),
    redoBatch: (...args) => call('redoBatch', args),
    openArticle: (...args) => call('openArticle', args),
    annotationPage: (...args) => call('annotationPage', args),
    save: (...args) => call('save', args),
    articleTexts: (...args) => call('articleTexts', args),
    tagsAt: (...args) => call('tagsAt', args),
    saveText: (...args) => call('saveText', args),
    storedChange: (...args) => call('storedChange', args),
    codebookUsage: (...args) => call('codebookUsage', args),
    annotationsWithParts: (...args) => call('annotationsWithParts', args),
    relationsWithRoles: (...args) => call('relationsWithRoles', args),
    entityUses: (...args) => call('entityUses', args),
    entityMentions: (...args) => call('entityMentions', args),
    entityPointers: (...args) => call('entityPointers', args),
    packed: {
      openArticle: (...args) => send('openArticle', args, true),
      annotationPage: (...args) => send('annotationPage', args, true),
      storedChange: (...args) => send('storedChange', args, true),
      annotationsWithParts: (...args) => send('annotationsWithParts', args, true),
      relationsWithRoles: (...args) => send('relationsWithRoles', args, true),
      entityPointers: (...args) => send('entityPointers', args, true),
    },
    async terminate() {
      const ending = thread
      if (!ending) return ok(null)
      const closed = await call('close', [])
      if (thread === ending) thread = null
      await ending.worker.terminate()
      return closed
    },
  }
}
