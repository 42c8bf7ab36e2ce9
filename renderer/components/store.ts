/** Holds a state and tells listeners when it changes. */
export interface Store<State> {
  getState(): State
  subscribe(listener: () => void): () => void
}
