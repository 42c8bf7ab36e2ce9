/** Lets the window do what waits: keys, painting, other work. Resolves in a task of its own. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve)
  })
