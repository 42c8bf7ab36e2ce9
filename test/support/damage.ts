/** Ways to damage a file; what is done depends on the numbers alone. */
export type Damage = (bytes: Buffer, random: (limit: number) => number) => Buffer

const PAGE = 4096

export const truncated: Damage = (bytes, random) => bytes.subarray(0, 1 + random(bytes.length - 1))

/** One bit is another one. */
export const flipped: Damage = (bytes, random) => {
  const damaged = Buffer.from(bytes)
  const at = random(damaged.length)
  damaged[at] = (damaged[at] ?? 0) ^ (1 << random(8))
  return damaged
}

/** One to four pages hold zeros, noise, or what another page holds. */
export const overwritten: Damage = (bytes, random) => {
  const damaged = Buffer.from(bytes)
  const pages = Math.floor(bytes.length / PAGE)
  for (let count = 1 + random(4); count > 0; count--) {
    const at = random(pages) * PAGE
    const way = random(3)
    if (way === 0) damaged.fill(0, at, at + PAGE)
    else if (way === 1) for (let i = 0; i < PAGE; i++) damaged[at + i] = random(256)
    else {
      const from = random(pages) * PAGE
      bytes.copy(damaged, at, from, from + PAGE)
    }
  }
  return damaged
}
