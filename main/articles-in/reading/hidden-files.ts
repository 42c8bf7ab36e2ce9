/** Files that systems and programs put beside those of people. */
const HIDDEN = /(?:^|\/)(?:\.|__MACOSX\/|thumbs\.db$|desktop\.ini$)/i

/** What lies in folders beside articles: pictures, styles and scripts of saved pages, fonts, programs. */
const BESIDE =
  /\.(?:css|js|mjs|map|ttf|otf|woff2?|eot|svg|ico|png|jpe?g|gif|webp|avif|bmp|tiff?|mp[34]|m4a|wav|ogg|webm|mov|exe|dll|so|class|pyc|db|lnk|standoff)$/i

/** Whether a file found in a folder or an archive is none of a person's. One that is named by itself always is. */
export const isHidden = (name: string): boolean => HIDDEN.test(name)

/** Whether a file found in a folder or an archive is left aside, because it is no article. */
export const isBeside = (name: string): boolean => BESIDE.test(name)
