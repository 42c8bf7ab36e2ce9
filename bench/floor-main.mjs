import { app, BrowserWindow } from 'electron'

/*
 * The floor: a window with nothing but one static page. `--page=FILE` names the page, `--size=WIDTHxHEIGHT` the window.
 */

const option = (name) => app.commandLine.getSwitchValue(name)
const [width, height] = option('size').split('x').map(Number)

app.on('window-all-closed', () => app.quit())
void app.whenReady().then(() => {
  const window = new BrowserWindow({ width, height, show: false, webPreferences: { sandbox: true, spellcheck: false } })
  window.once('ready-to-show', () => window.show())
  void window.loadFile(option('page'))
})
