import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { apply, preferences } from './frame/preferences.ts'
import { speak } from './words/language.ts'
import './style/tokens.css'
import './style/shell.css'
import './style/parts.css'
import './style/calculator.css'
import './style/print.css'

apply()
await speak(preferences().lang).catch(() => undefined)
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
