import type { Socket } from 'node:net'
import { Refusal } from '../refusal.ts'
import { problemOf } from './problem.ts'

/** Answers what is no HTTP request that can be read (headers too large, no HTTP at all): a problem as everywhere, then the connection ends. */
export function answerBroken(fault: NodeJS.ErrnoException, socket: Socket): void {
  if (fault.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const { problem } = problemOf(fault.code === 'HPE_HEADER_OVERFLOW' ? new Refusal('ZP-203', '请求头') : new Refusal('ZP-202', { zh: '不是 HTTP 请求', en: 'not an HTTP request' }), '')
  const body = JSON.stringify(problem)
  socket.end(`HTTP/1.1 ${problem.status} \r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nConnection: close\r\n\r\n${body}`)
}
