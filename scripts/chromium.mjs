// Finds a Chromium for tests and pictures; as root on Debian it installs one. Never skips: without a browser it says how to get one.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

const PLACES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

export const CHROMIUM_FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export function findChromium() {
  return PLACES.find((path) => path !== undefined && existsSync(path))
}

/** The path of a Chromium, installed if need be. */
export function requireChromium() {
  const found = findChromium()
  if (found) return found
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    console.log('正在用 apt 安装 Chromium 和中文字体 / installing Chromium with apt …')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'inherit', env })
    execFileSync('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-noto-cjk'], { stdio: ['ignore', 'ignore', 'inherit'], env })
    const installed = findChromium()
    if (installed) return installed
  }
  console.error('没有找到 Chromium。请安装 Chromium 或 Chrome，或用环境变量 CHROMIUM_PATH 指出它的位置。')
  console.error('No Chromium found. Install Chromium or Chrome, or set CHROMIUM_PATH to its executable.')
  process.exit(1)
}
