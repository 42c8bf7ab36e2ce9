/** An article's text, for a search over all of them. */
export interface ArticleText {
  readonly article: string
  readonly text: string
}

/** Places in an article, as `[start, end, start, end, …]` in UTF-16 units. */
export interface ArticlePlaces {
  readonly article: string
  readonly places: readonly number[]
}

/** What is tagged with exactly one of the places asked for: the number of the place, from 0, and the type. */
export interface ArticleTags {
  readonly article: string
  readonly tags: readonly { readonly place: number; readonly type: string }[]
}
