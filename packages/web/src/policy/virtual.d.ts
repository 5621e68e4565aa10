declare module 'virtual:policy' {
  export const exported: string
}
