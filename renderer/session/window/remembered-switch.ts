/** Keeps a yes or no between starts of the window. */
export interface RememberedSwitch {
  read(): boolean
  write(on: boolean): void
}

/** A switch kept with what else the window remembers; it is off where there is no such place. */
export const rememberedSwitch = (key: string): RememberedSwitch => ({
  read: () => typeof localStorage !== 'undefined' && localStorage.getItem(key) === 'yes',
  write(on) {
    if (typeof localStorage !== 'undefined') localStorage.setItem(key, on ? 'yes' : 'no')
  },
})
