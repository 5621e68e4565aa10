import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { type ReactNode, useId } from 'react'
import { type Preferences, prefer, usePreferences } from './preferences.ts'

/** Language, light or dark, contrast, size of letters: for this browser. */
export function Settings(): ReactNode {
  const now = usePreferences()
  return (
    <div id="look" popover="auto" className="sheet" role="dialog" aria-label={t`语言和外观`}>
      <Choice
        name="Language / 语言"
        value={now.lang}
        options={[
          ['zh-CN', '中文'],
          ['en', 'English'],
        ]}
        onChoose={(lang) => prefer({ lang })}
      />
      <Choice
        name={t`明暗`}
        value={now.theme}
        options={[
          ['auto', t`随系统`],
          ['light', t`浅色`],
          ['dark', t`深色`],
        ]}
        onChoose={(theme) => prefer({ theme })}
      />
      <Choice
        name={t`对比`}
        value={now.contrast}
        options={[
          ['auto', t`随系统`],
          ['more', t`高对比`],
        ]}
        onChoose={(contrast) => prefer({ contrast })}
      />
      <Choice name={t`字号`} value={now.size} options={([90, 100, 115, 130, 150] as const).map((size): [Preferences['size'], string] => [size, `${size}%`])} onChoose={(size) => prefer({ size })} />
      <Choice
        name={t`金额`}
        value={now.amounts}
        options={[
          ['short', t`万元`],
          ['full', t`全额，到分`],
        ]}
        onChoose={(amounts) => prefer({ amounts })}
      />
      <p className="help">
        <Trans>只在这个浏览器里记住。</Trans>
      </p>
    </div>
  )
}

interface ChoiceProps<T> {
  readonly name: string
  readonly value: T
  readonly options: readonly (readonly [T, string])[]
  readonly onChoose: (value: T) => void
}

function Choice<T extends string | number>({ name, value, options, onChoose }: ChoiceProps<T>): ReactNode {
  const id = useId()
  return (
    <fieldset className="choice">
      <legend>{name}</legend>
      {options.map(([option, words]) => (
        <label key={option}>
          <input type="radio" name={id} checked={option === value} onChange={() => onChoose(option)} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  )
}
