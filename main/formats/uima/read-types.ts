import { childOf, descendantsOf, textOf, type XmlElement } from '../../files/xml.ts'

/** What a type system says of the values of features; features are inherited. */
export interface TypeSystem {
  isReference(type: string, feature: string): boolean
  isArray(type: string, feature: string): boolean
}

const PRIMITIVE =
  /^uima\.cas\.(?:Boolean|Byte|Short|Integer|Long|Float|Double|String)(?:Array)?$|^uima\.cas\.(?:Integer|Float|String)List$/

/** The types of one or several descriptions (UIMA references, 2.3). */
export function casTypeSystem(descriptions: readonly XmlElement[]): TypeSystem {
  const supertypes = new Map<string, string>()
  const ranges = new Map<string, string>()
  for (const description of descriptions) {
    for (const type of descendantsOf(description)) {
      if (type.name !== 'typeDescription') continue
      const said = (of: XmlElement, name: string): string => {
        const child = childOf(of, name)
        return child ? textOf(child).trim() : ''
      }
      const name = said(type, 'name')
      supertypes.set(name, said(type, 'supertypeName'))
      for (const feature of descendantsOf(type)) {
        if (feature.name === 'featureDescription')
          ranges.set(`${name}:${said(feature, 'name')}`, said(feature, 'rangeTypeName'))
      }
    }
  }
  const rangeOf = (type: string, feature: string): string => {
    const seen = new Set<string>()
    for (let at: string | undefined = type; at !== undefined && !seen.has(at); at = supertypes.get(at)) {
      seen.add(at)
      const range = ranges.get(`${at}:${feature}`)
      if (range !== undefined) return range
    }
    return feature === 'sofa' ? 'uima.cas.Sofa' : 'uima.cas.String'
  }
  // A type of texts with a list of allowed values is a text, too.
  const isText = (range: string): boolean => PRIMITIVE.test(range) || supertypes.get(range) === 'uima.cas.String'
  return {
    isReference: (type, feature) => !isText(rangeOf(type, feature)),
    isArray: (type, feature) => /^uima\.cas\.(?:FSArray|FSList|NonEmptyFSList)$/.test(rangeOf(type, feature)),
  }
}
