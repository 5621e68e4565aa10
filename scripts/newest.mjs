import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

/** The time of the newest file below a folder, in milliseconds. */
export function newest(folder) {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return latest
}
