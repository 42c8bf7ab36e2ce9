/* What the control words of RTF mean for the text (Rich Text Format Specification 1.9.1). */

/** Words and symbols that stand for a character. */
export const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['tab', '\t'],
  ['emdash', '\u2014'],
  ['endash', '\u2013'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
  ['qmspace', '\u2005'],
  ['bullet', '\u2022'],
  ['lquote', '\u2018'],
  ['rquote', '\u2019'],
  ['ldblquote', '\u201c'],
  ['rdblquote', '\u201d'],
  ['ltrmark', '\u200e'],
  ['rtlmark', '\u200f'],
  ['zwbo', '\u200b'],
  ['zwnbo', '\u2060'],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c'],
  ['~', '\u00a0'],
  ['-', '\u00ad'],
  ['_', '\u2011'],
  ['{', '{'],
  ['}', '}'],
  ['\\', '\\'],
  // A backslash before a tab is a tab.
  ['\t', '\t'],
])

/** Ends of a line inside a paragraph. A break of page or column lets the paragraph go on. */
export const LINE_ENDS: ReadonlySet<string> = new Set(['line', 'lbr', 'page', 'column'])

/** Words that end a paragraph, a line or a cell. */
export const ENDS: ReadonlySet<string> = new Set([...LINE_ENDS, 'par', 'sect', 'cell', 'nestcell', 'row'])

/** Words whose text is made when the document is shown; no text is in the file. */
export const COMPUTED: ReadonlyMap<string, string> = new Map([
  ...['chdate', 'chdpl', 'chdpa', 'chtime', 'chpgn', 'sectnum'].map(
    (name) => [name, 'dates, times and page numbers left out that are made when the document is shown'] as const,
  ),
  ['chftn', 'automatic numbers of notes left out'],
])

/** What begins with a destination that is looked into. */
export type Entered =
  /** Its text stands where it is. */
  | 'through'
  /** It has no text itself; what is in it may. */
  | 'silent'
  | 'fonts'
  | 'styles'
  | 'info'
  /** A footnote or endnote. */
  | 'note'
  /** The text of a text box. */
  | 'box'
  /** The number or bullet of a list item. */
  | 'label'
  /** The same text twice, in a code page and in Unicode, and the second of the two. */
  | 'pair'
  | 'unicode'

export const ENTERED: ReadonlyMap<string, Entered> = new Map<string, Entered>([
  ['rtf', 'through'],
  ['field', 'through'],
  ['fldrslt', 'through'],
  ['object', 'through'],
  ['result', 'through'],
  ['shppict', 'through'],
  ['mmath', 'through'],
  ['shp', 'silent'],
  ['shpgrp', 'silent'],
  ['shpinst', 'silent'],
  ['sp', 'silent'],
  ['sn', 'silent'],
  ['sv', 'silent'],
  ['do', 'silent'],
  ['fonttbl', 'fonts'],
  ['stylesheet', 'styles'],
  ['info', 'info'],
  ['footnote', 'note'],
  ['shptxt', 'box'],
  ['dptxbxtext', 'box'],
  ['listtext', 'label'],
  ['pntext', 'label'],
  ['upr', 'pair'],
  ['ud', 'unicode'],
])

export const LABELS_LEFT = 'numbers and bullets of list items left out'
export const HIDDEN_LEFT = 'characters of hidden text left out'
export const DELETED_LEFT = 'characters of deleted text left out (tracked changes)'
export const ENDS_MADE = 'line ends made "\\n"'
export const CONTROLS_LEFT = 'control characters left out'
export const HALVES_LEFT = 'halves of characters left out (surrogates without their other half)'
export const BROKEN_LEFT = 'broken escapes left out'
export const SYMBOLS = 'characters of symbol fonts kept as private characters (U+F020 to U+F0FF)'
export const UNKNOWN_LEFT = 'parts left out that are marked as unimportant and not known'

const HEADERS = 'headers and footers left out'
const ENTRIES = 'entries of indexes and tables of contents left out'
const INSTRUCTIONS = 'instructions of fields left out (addresses of links, page numbers)'

/** Parts that hold no text of the article, and how they are recorded; "": data of the program that wrote the file. */
export const LEFT_OUT: ReadonlyMap<string, string> = new Map([
  ...'header headerl headerr headerf footer footerl footerr footerf'.split(' ').map((name) => [name, HEADERS] as const),
  ['pict', 'pictures left out'],
  ['objdata', 'embedded objects left out'],
  ['annotation', 'comments left out'],
  ['fldinst', INSTRUCTIONS],
  ['xe', ENTRIES],
  ['tc', ENTRIES],
  ['tcn', ENTRIES],
  ['rxe', ENTRIES],
  ['moMath', 'formulas left out'],
  ...(
    'aftncn aftnsep aftnsepc atnauthor atndate atnicn atnid atnparent atnref atntime atrfend atrfstart background bkmkend ' +
    'bkmkstart blipuid colorschememapping colortbl company datafield datastore defchp defpap docvar expandedcolortbl ' +
    'factoidname ffdeftext filetbl fldtype formfield ftncn ftnsep ftnsepc generator hlinkbase htmltag keycode latentstyles ' +
    'listoverridetable listpicture listtable mhtmltag mmathPict mmathPr nesttableprops nextfile nonesttables nonshppict ' +
    'objalias objclass objname objsect oldcprops oldpprops oldsprops oldtprops password passwordhash pgdsctbl pgptbl ' +
    'picprop pn pnseclvl protend protstart protusertbl revtbl rsidtbl shprslt template themedata userprops wgrffmtfilter ' +
    'writereservation writereservhash xmlattrname xmlattrvalue xmlclose xmlname xmlnstbl xmlopen'
  )
    .split(' ')
    .map((name) => [name, ''] as const),
])
