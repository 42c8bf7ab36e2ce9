import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const asPath = (argument: string, folder: string): string =>
  argument.startsWith('file://') ? fileURLToPath(argument) : resolve(folder, argument)

/**
 * The files a command line names, as absolute paths in their order, each once. Switches are not files, nor is the
 * app's own folder, which stands on the command line while the app is not packaged. After "--" everything is a file.
 */
export function filesOnCommandLine(
  argv: readonly string[],
  options: { readonly folder: string; readonly appPath: string },
): string[] {
  const [, ...rest] = argv
  const end = rest.indexOf('--')
  const switches = end < 0 ? rest : rest.slice(0, end)
  const named = [...switches.filter((argument) => !argument.startsWith('-')), ...(end < 0 ? [] : rest.slice(end + 1))]
  const paths = named.filter((argument) => argument !== '').map((argument) => asPath(argument, options.folder))
  return [...new Set(paths)].filter((path) => path !== resolve(options.appPath))
}
