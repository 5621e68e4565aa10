import { type ThemeConfig, theme } from 'antd'

interface Look {
  readonly dark: boolean
  readonly more: boolean
  readonly size: number
}

/** The components' colours and sizes, the same as those of style/tokens.css. */
export function antdTheme({ dark, more, size }: Look): ThemeConfig {
  const px = (usual: number): number => Math.round((usual * size) / 100)
  return {
    algorithm: dark ? theme.darkAlgorithm : theme.defaultAlgorithm,
    token: {
      colorPrimary: dark ? '#3fbf8f' : more ? '#00543a' : '#0b6e4f',
      colorError: dark ? '#ff8a80' : '#b3261e',
      colorLink: dark ? '#5fd3a6' : '#0b6e4f',
      colorBgContainer: dark ? (more ? '#000000' : '#171d1a') : '#ffffff',
      colorBgElevated: dark ? (more ? '#0b0f0d' : '#1e2622') : '#ffffff',
      colorTextPlaceholder: dark ? '#a3aea8' : '#666d69',
      colorBorder: more ? (dark ? '#e8efeb' : '#1d2320') : dark ? '#5c6962' : '#a9b3ad',
      ...(more && { colorText: dark ? '#ffffff' : '#000000', colorTextSecondary: dark ? '#e6ece9' : '#2b322e' }),
      colorTextLightSolid: dark ? '#06140e' : '#ffffff',
      fontFamily: 'inherit',
      fontSize: px(15),
      controlHeight: px(36),
      controlHeightSM: px(28),
      borderRadius: 8,
      motion: false,
    },
  }
}
