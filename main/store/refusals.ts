import type { Change } from '../../model/change/change.ts'
import type { Damage } from '../../model/record/damage.ts'
import type { LogEntry } from '../../model/change/log-entry.ts'
import { type Failed, type Failure, fail } from '../../model/value/result.ts'

/* Why a store refuses to write, in words: the same for every store. */

/** `reason`: why nothing can be changed, as a sentence. */
export const readOnlyFailure = (reason: string): Failed =>
  fail('read-only-project', reason, 'Save a copy of the project where you may write, and open that.')

/** Somebody else has built upon what was to be taken back. */
export const builtUpon = (
  change: Change,
  direction: 'undo' | 'redo',
  later: LogEntry,
  name: string,
  { details }: Failure,
): Failure =>
  fail(
    'conflict',
    `"${change.title}" cannot be ${direction === 'undo' ? 'undone' : 'redone'}: ${name} has built upon it since ("${later.change.title}").`,
    'Nothing was changed. Ask them, or change it by hand.',
    details,
  ).failure

export const missingOrigin = ({ title }: Change): Failed =>
  fail('invalid-record', `"${title}" does not say which change it takes back.`, 'Please report this.')

/** What cannot be read cannot move along with the text that it is placed in. */
export const unreadInEdited = ({ title }: Change, unread: readonly Damage[]): Failure =>
  fail(
    'damaged-project',
    `"${title}" cannot be saved: something in this article cannot be read, and would lose its place in the text.`,
    'Nothing was changed. Run “Check project…” to repair it, then repeat the step.',
    unread.map(({ kind, id }) => `${kind}:${id}`),
  ).failure

/** Taking back one line of a batch would leave the others. */
export const partOfBatch = ({ title }: Change): Failed =>
  fail('conflict', `"${title}" was one of many changes.`, 'Reload the project and undo all of them.')

export const notNextStep = (direction: 'undo' | 'redo', of: string): Failed =>
  fail(
    'conflict',
    `What was to be ${direction === 'undo' ? 'undone' : 'redone'} is not your next step in this project's history.`,
    'Reload the project and repeat the step.',
    [of],
  )

export const noSuchStep = (id: string): Failed =>
  fail('not-found', 'This step is not in the project any more.', 'Reload the project and try again.', [id])
