declare module 'virtual:policy' {
  export const exported: string
}
declare module 'virtual:policy-text' {
  export const exported: string
}
declare module 'virtual:cases' {
  export const exported: string
}
declare module 'virtual:policy-en' {
  export const exported: string
}
