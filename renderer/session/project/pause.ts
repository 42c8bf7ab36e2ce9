/** Lets the window handle keys and paint. Resolves in a task of its own. */
export const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve)
  })
