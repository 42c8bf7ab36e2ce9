import { knownOnly } from '../metadata.ts'

/* What a page says about its article: JSON-LD (schema.org), Open Graph, meta elements. */

/** As much of a document as is needed here. */
export interface DocumentLike {
  querySelectorAll(
    selector: string,
  ): Iterable<{ getAttribute(name: string): string | null; readonly textContent: string | null }>
  querySelector(
    selector: string,
  ): { getAttribute(name: string): string | null; readonly textContent: string | null } | null
}

export interface PageFacts {
  readonly title: string | null
  readonly language: string | null
  /** author, outlet, published, url, section, description */
  readonly metadata: Readonly<Record<string, string>>
}

const ARTICLE_TYPES = /(?:^|\/)(?:[A-Za-z]*Article|BlogPosting|LiveBlogPosting|Report)$/

type Json = Readonly<Record<string, unknown>>

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)

/** JSON-LD objects that are about an article. Broken ones are passed over: pages are full of them. */
function articleData(document: DocumentLike): Json | null {
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    let value: unknown
    try {
      value = JSON.parse(script.textContent ?? '')
    } catch {
      continue
    }
    const found = findArticle(value, 0)
    if (found) return found
  }
  return null
}

function findArticle(value: unknown, depth: number): Json | null {
  if (depth > 5) return null
  if (Array.isArray(value)) {
    for (const item of value) {
      const found = findArticle(item, depth + 1)
      if (found) return found
    }
    return null
  }
  if (!isObject(value)) return null
  const types = [value['@type']].flat()
  if (types.some((type) => typeof type === 'string' && ARTICLE_TYPES.test(type))) return value
  return findArticle(value['@graph'] ?? value.mainEntity ?? null, depth + 1)
}

/** A text, the name of a thing, or several of them joined. */
function textIn(value: unknown): string | null {
  if (typeof value === 'string') return tidy(value)
  if (Array.isArray(value)) {
    const names = value.map(textIn).filter((name) => name !== null)
    return names.length > 0 ? names.join(', ') : null
  }
  return isObject(value) ? textIn(value.name ?? value['@id'] ?? null) : null
}

function tidy(text: string): string | null {
  const plain = text.replaceAll(/\s+/gu, ' ').trim()
  return plain === '' ? null : plain
}

/** A time as ISO 8601 where it can be read as one; else as it stands. A day stays a day. */
export function isoTime(said: string | null): string | null {
  if (said === null) return null
  const trimmed = said.trim()
  if (/^\d{4}(-\d\d(-\d\d)?)?$/.test(trimmed) || /^\d{4}-\d\d-\d\dT/.test(trimmed)) return trimmed
  const time = Date.parse(trimmed)
  return Number.isNaN(time) ? trimmed || null : new Date(time).toISOString()
}

const isPageUrl = (value: string | null): string | null =>
  value !== null && /^https?:\/\//i.test(value) ? value : null

/** Everything found; what is not there is not made up. */
export function pageFacts(document: DocumentLike): PageFacts {
  const data = articleData(document)
  const meta = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const found = document.querySelector(
        `meta[property="${name}" i], meta[name="${name}" i], meta[itemprop="${name}" i]`,
      )
      const content = tidy(found?.getAttribute('content') ?? '')
      if (content !== null) return content
    }
    return null
  }
  const attribute = (selector: string, name: string): string | null =>
    tidy(document.querySelector(selector)?.getAttribute(name) ?? '')
  const published =
    textIn(data?.datePublished) ??
    meta(
      'article:published_time',
      'datePublished',
      'date',
      'dc.date',
      'dcterms.created',
      'pubdate',
      'parsely-pub-date',
    ) ??
    attribute('time[datetime]', 'datetime')
  const facts: Readonly<Record<string, string | null>> = {
    author: textIn(data?.author) ?? meta('author', 'dc.creator', 'parsely-author', 'byl'),
    outlet: textIn(data?.publisher) ?? meta('og:site_name', 'application-name', 'dc.publisher'),
    published: isoTime(published),
    url:
      isPageUrl(attribute('link[rel="canonical"]', 'href')) ??
      isPageUrl(meta('og:url')) ??
      isPageUrl(textIn(data?.url)),
    section: textIn(data?.articleSection) ?? meta('article:section', 'section', 'parsely-section'),
    description: textIn(data?.description) ?? meta('og:description', 'description'),
  }
  return {
    title:
      textIn(data?.headline) ??
      meta('og:title', 'twitter:title', 'dc.title') ??
      tidy(document.querySelector('title')?.textContent ?? ''),
    language: languageTag(attribute('html', 'lang') ?? meta('og:locale', 'language') ?? textIn(data?.inLanguage)),
    metadata: knownOnly(facts),
  }
}

/** A BCP 47 tag, or null. "en_GB" is written so by Open Graph. */
export function languageTag(said: string | null): string | null {
  if (said === null) return null
  try {
    return Intl.getCanonicalLocales(said.trim().replaceAll('_', '-'))[0] ?? null
  } catch {
    return null
  }
}
