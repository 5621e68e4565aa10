import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Refusal } from '../refusal.ts'

/** The one file of a multipart request, not read yet. @throws Refusal ZP-202 there is none · ZP-204 not multipart/form-data */
export async function uploadOf(request: FastifyRequest, maxBytes: number): Promise<MultipartFile> {
  if (!request.isMultipart()) throw new Refusal('ZP-204', 'multipart/form-data; boundary=…')
  const file = await request.file({ limits: { fileSize: maxBytes } })
  if (!file) throw new Refusal('ZP-202', { zh: '没有文件', en: 'there is no file' })
  return file
}
