import { readFileSync, writeFileSync } from 'node:fs'
import { isMainThread } from 'node:worker_threads'

// Loaded into a measured process with --import: when it ends, what it needed goes into a file as JSON.
const { USAGE_FILE } = process.env

/** Bytes. VmHWM is of this program alone; what getrusage says may be the size of the process that started it. */
function peak() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kilobytes) * 1024
}

if (isMainThread && USAGE_FILE) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage()
    writeFileSync(USAGE_FILE, JSON.stringify({ peak: peak(), processor: (user + system) / 1e6 }))
  })
}
