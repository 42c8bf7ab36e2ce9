/** What holds a state and says when it moved: the window and the session. */
export interface Store<State> {
  getState(): State
  subscribe(listener: () => void): () => void
}
