/** The session's cookie. */
export const COOKIE = 'zhida_session'
