import { t } from '@lingui/core/macro'
import { Trans } from '@lingui/react/macro'
import { Link } from '@tanstack/react-router'
import { Button } from 'antd'
import type { ReactNode } from 'react'
import { prefer } from '../frame/preferences.ts'
import { spoken } from '../words/language.ts'

/** What one asks before one asks somebody: the ways, the words, the keys, and what is made up. */
export function HelpPage(): ReactNode {
  return (
    <>
      <h1>
        <Trans>帮助</Trans>
      </h1>
      <section className="card" aria-label={t`三条路`}>
        <h2>
          <Trans>三条路</Trans>
        </h2>
        <dl className="words">
          <dt>
            <Link to="/">
              <Trans>试算</Trans>
            </Link>
          </dt>
          <dd>
            <Trans>不登录，答几个问题，看能得多少、为什么。数字只在这个网页里算。</Trans>
          </dd>
          <dt>
            <Trans>免申即享</Trans>
          </dt>
          <dd>
            <Trans>部门按已有的数据算出该得的企业，审核、公示后直接拨付，企业什么都不用做。</Trans>
          </dd>
          <dt>
            <Trans>快申快享</Trans>
          </dt>
          <dd>
            <Trans>登录后点“申报”：已知的已经填好，只补缺的，提交后随时看到在谁手里、什么时候办完。</Trans>
          </dd>
        </dl>
        <p>
          <Link to="/" onClick={() => prefer({ tourSeen: false })}>
            <Trans>再看一遍导览</Trans>
          </Link>
        </p>
      </section>
      <section className="card" id="synthetic" aria-label={t`合成数据`}>
        <h2>
          <Trans>什么是合成数据</Trans>
        </h2>
        <p>
          <Trans>
            政策是真的，一字未改；演示里的企业、人、账号、金额和文件都是造出来的，凡是造出来的都标着“合成数据”，并不存在。它们由程序按真实的规则办理，所以能看到每一步是怎样的。真正使用时装的是空的数据库，没有这些内容。
          </Trans>
        </p>
      </section>
      <Glossary />
      <section className="card" aria-label={t`键盘`}>
        <h2>
          <Trans>键盘</Trans>
        </h2>
        <dl className="words">
          <dt>
            <kbd>/</kbd> · <kbd>Ctrl</kbd>+<kbd>K</kbd>
          </dt>
          <dd>
            <Trans>搜索企业、申报件、措施；汉字、拼音、首字母、编号都可以</Trans>
          </dd>
          <dt>
            <kbd>↑</kbd> <kbd>↓</kbd>
          </dt>
          <dd>
            <Trans>在列表里上下走</Trans>
          </dd>
          <dt>
            <kbd>Enter</kbd> · <kbd>Space</kbd>
          </dt>
          <dd>
            <Trans>打开这一件 · 选中这一件</Trans>
          </dd>
          <dt>
            <kbd>Esc</kbd>
          </dt>
          <dd>
            <Trans>关上窗口，什么都不做</Trans>
          </dd>
        </dl>
      </section>
      <p className="no-print">
        <Button onClick={() => window.print()}>
          <Trans>打印</Trans>
        </Button>
      </p>
    </>
  )
}

/** One word for one thing: the product's own glossary, Chinese and English beside each other. */
const WORDS: readonly (readonly [zh: string, en: string, zhMeaning: string, enMeaning: string])[] = [
  ['措施', 'measure', '政策里一项谁可能得到的好处', 'a benefit of the policy that someone may be owed'],
  ['主体', 'subject', '可能得到好处的企业、机构、村或人', 'a firm, body, village or person who may be owed something'],
  ['一企一档', 'dossier', '关于一个主体的全部数据，每条都有来源', 'all facts known of a subject, each with its source'],
  ['应兑', 'due', '规则的回答：该得', 'the rules’ answer: yes'],
  ['裁量', 'discretion', '原文留给部门在范围内定的', 'what the department sets within the text’s bounds'],
  ['口径', 'reading', '原文可以有几种读法时，采用的那一种', 'how an ambiguous clause is read'],
  ['裁定', 'ruling', '牵头部门用文件定下的口径或金额', 'the lead department’s choice of a reading or amount, by a document'],
  ['免申即享', 'automatic delivery', '不申报，直接兑付', 'paid without an application'],
  ['快申快享', 'claim', '确认已填好的表，补上缺的', 'a pre-filled form, confirmed'],
  ['公示', 'publicity', '兑付前让所有人看，可以提异议', 'shown to everyone before payment; anyone may object'],
  ['审定', 'approval', '最后的决定，同时占用资金', 'the decision, which reserves the money'],
  ['已承诺', 'commitment', '审定了、还没有付的钱', 'decided and not paid yet'],
  ['已拨付', 'disbursement', '银行已经付出的钱', 'what the bank has paid'],
  ['直达率', 'direct rate', '已兑付的钱里，没有让人申报的占多少', 'share of paid money delivered without application'],
  ['兑现率', 'payout rate', '应兑的钱里，已经兑付的占多少', 'share of due money that is paid'],
  ['断崖', 'cliff', '多一元就差一大截的地方', 'where one yuan more brings a jump'],
  ['原文疑点', 'text fault', '原文自相矛盾或无法核对的地方，照录不改', 'where the text contradicts itself; told, never mended'],
]

function Glossary(): ReactNode {
  const english = spoken() === 'en'
  return (
    <section className="card" id="glossary" aria-label={t`术语`}>
      <h2>
        <Trans>术语</Trans>
      </h2>
      <dl className="words">
        {WORDS.map(([zh, en, zhMeaning, enMeaning]) => (
          <div key={zh} className="word">
            <dt>
              {english ? en : zh} <span className="help">{english ? zh : en}</span>
            </dt>
            <dd>{english ? enMeaning : zhMeaning}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
