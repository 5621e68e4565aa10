/** SQL files are read as text, by vite and by the bundler of the command line alike. */
declare module '*.sql?raw' {
  const text: string
  export default text
}
