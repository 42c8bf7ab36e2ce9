import type { z } from 'zod'
import type { Result } from '../../model/value/result.ts'

/** What a request asks for: its arguments, and the value of a good answer. */
type Question = (...args: never) => unknown

/**
 * Who answers a request: a handler of the main process, or the store's thread alone. `packed` stands for the store, with
 * an answer so large that it comes as JSON text.
 */
type Answerer = 'main' | 'store' | 'packed'

/** One entry of the table of requests. */
export interface Request<Ask extends Question, By extends Answerer> {
  /** Decodes the arguments, all together. */
  readonly args: z.ZodType<Parameters<Ask>>
  readonly by: By
  /** Never there: it only tells the type checker what is asked. */
  readonly asks?: Ask
}

/**
 * A large value as JSON text. On their way to the page objects are copied one by one, twice; text is copied at once, and
 * read once where it is used. 4,000 annotations take a tenth of the time.
 */
export interface Packed<T> {
  readonly json: string
  /** Never there: it only tells the type checker what the text holds. */
  readonly holds?: T
}

type AnyRequest = Request<Question, Answerer>
type ArgsOf<R extends AnyRequest> = Parameters<NonNullable<R['asks']>>
type ValueOf<R extends AnyRequest> = ReturnType<NonNullable<R['asks']>>
type AnswerOf<R extends AnyRequest> = R['by'] extends 'packed' ? Packed<ValueOf<R>> : ValueOf<R>

/** The requests of a table as functions. */
export type FunctionsOf<Table extends Readonly<Record<string, AnyRequest>>> = {
  readonly [Name in keyof Table]: (...args: ArgsOf<Table[Name]>) => Result<AnswerOf<Table[Name]>>
}

/** The requests of a table as functions, before large answers are packed. */
export type AnswersOf<Table extends Readonly<Record<string, AnyRequest>>> = {
  readonly [Name in keyof Table]: (...args: ArgsOf<Table[Name]>) => Result<ValueOf<Table[Name]>>
}

/** The names of a table's requests that some answer. */
export type NamesBy<Table extends Readonly<Record<string, AnyRequest>>, By extends Answerer> = {
  [Name in keyof Table]: Table[Name]['by'] extends By ? Name : never
}[keyof Table]

/** A request that a handler of the main process answers. */
export const request = <Ask extends Question>(args: z.ZodType<Parameters<Ask>>): Request<Ask, 'main'> => ({
  args,
  by: 'main',
})

/** A request that goes to the store's thread as it is. */
export const storeRequest = <Ask extends Question>(args: z.ZodType<Parameters<Ask>>): Request<Ask, 'store'> => ({
  args,
  by: 'store',
})

/** The same for a large answer, which comes as text. */
export const packedRequest = <Ask extends Question>(args: z.ZodType<Parameters<Ask>>): Request<Ask, 'packed'> => ({
  args,
  by: 'packed',
})
