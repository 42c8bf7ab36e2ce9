/**
 * Finds an article with the same text (`hash` is its SHA-256) among those of the project (`known`: hash → id) and the
 * earlier ones of the same import (`seen`, to which a text without a twin is added under `id`). Returns the id of the
 * twin; null where the text is new.
 */
export function findTwin(
  hash: string,
  id: string,
  known: Readonly<Record<string, string>>,
  seen: Map<string, string>,
): string | null {
  const twin = known[hash] ?? seen.get(hash) ?? null
  if (twin === null) seen.set(hash, id)
  return twin
}
