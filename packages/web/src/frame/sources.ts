import type { StoredFact } from '../api/client.ts'

export const SOURCES: Readonly<Record<StoredFact['source'], string>> = { registry: '登记机关', department: '部门', import: '导入', declared: '自行填报' }
