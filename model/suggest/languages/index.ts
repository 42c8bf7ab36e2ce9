import { dutch } from './dutch.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import { italian } from './italian.ts'
import type { Language } from './language.ts'
import { portuguese } from './portuguese.ts'
import { russian } from './russian.ts'
import { spanish } from './spanish.ts'

/** Every language the rules know. A new one is a file in this folder and a line here. */
export const LANGUAGES: readonly Language[] = [english, german, french, spanish, italian, portuguese, dutch, russian]
