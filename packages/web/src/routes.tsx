import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { addresses } from './frame/addresses.ts'
import { Shell } from './frame/shell.tsx'
import { MissingPage } from './help/missing-page.tsx'
import { PLACE_KEYS } from './officer/place.ts'

/** The words of an address that a page knows; others are let go. Each is plain text, so that an address can be read and written by hand. */
function known<K extends string>(...keys: readonly K[]): (search: Readonly<Record<string, unknown>>) => { readonly [key in K]?: string | undefined } {
  return (search) => Object.fromEntries(keys.flatMap((key) => (typeof search[key] === 'string' && search[key] !== '' ? [[key, search[key]]] : []))) as { readonly [key in K]?: string }
}

const root = createRootRoute({ component: Shell, notFoundComponent: MissingPage })
const under = { getParentRoute: () => root } as const

// Each page comes when it is first opened.
const home = createRoute({ ...under, path: '/', component: lazyRouteComponent(() => import('./home/home-page.tsx'), 'HomePage') })
const measure = createRoute({ ...under, path: '/measures/$id', component: lazyRouteComponent(() => import('./measure/measure-page.tsx'), 'MeasurePage') })
const text = createRoute({ ...under, path: '/text', component: lazyRouteComponent(() => import('./text/text-page.tsx'), 'TextPage') })
const help = createRoute({ ...under, path: '/help', component: lazyRouteComponent(() => import('./help/help-page.tsx'), 'HelpPage') })
const login = createRoute({ ...under, path: '/login', validateSearch: known('next'), component: lazyRouteComponent(() => import('./people/login-page.tsx'), 'LoginPage') })
const password = createRoute({ ...under, path: '/password', component: lazyRouteComponent(() => import('./people/password-page.tsx'), 'PasswordPage') })
const publicity = createRoute({ ...under, path: '/publicity', component: lazyRouteComponent(() => import('./publicity/publicity-page.tsx'), 'PublicityPage') })
const verify = createRoute({ ...under, path: '/verify', component: lazyRouteComponent(() => import('./publicity/verify-page.tsx'), 'VerifyPage') })
const verified = createRoute({ ...under, path: '/verify/$code', component: lazyRouteComponent(() => import('./publicity/verify-page.tsx'), 'VerifyPage') })
const firm = createRoute({ ...under, path: '/firm', component: lazyRouteComponent(() => import('./enterprise/firm-page.tsx'), 'FirmPage') })
const dossier = createRoute({ ...under, path: '/dossier', component: lazyRouteComponent(() => import('./enterprise/dossier-page.tsx'), 'DossierPage') })
const claims = createRoute({ ...under, path: '/claims', validateSearch: known(...PLACE_KEYS), component: lazyRouteComponent(() => import('./officer/claims-page.tsx'), 'ClaimsPage') })
const claim = createRoute({ ...under, path: '/claims/$id', component: lazyRouteComponent(() => import('./claim/claim-page.tsx'), 'ClaimPage') })
const worklist = createRoute({ ...under, path: '/worklist', validateSearch: known(...PLACE_KEYS), component: lazyRouteComponent(() => import('./officer/worklist-page.tsx'), 'WorklistPage') })
const lists = createRoute({ ...under, path: '/lists', component: lazyRouteComponent(() => import('./officer/lists-page.tsx'), 'ListsPage') })
const list = createRoute({ ...under, path: '/lists/$id', component: lazyRouteComponent(() => import('./officer/list-page.tsx'), 'ListPage') })
const subjects = createRoute({ ...under, path: '/subjects', validateSearch: known('q'), component: lazyRouteComponent(() => import('./officer/subjects-page.tsx'), 'SubjectsPage') })
const subject = createRoute({ ...under, path: '/subjects/$id', component: lazyRouteComponent(() => import('./officer/subject-page.tsx'), 'SubjectPage') })
const bringIn = createRoute({ ...under, path: '/import', validateSearch: known('job', 'upload'), component: lazyRouteComponent(() => import('./officer/import-page.tsx'), 'ImportPage') })
const rulings = createRoute({ ...under, path: '/rulings', component: lazyRouteComponent(() => import('./officer/rulings-page.tsx'), 'RulingsPage') })
const funds = createRoute({ ...under, path: '/funds', component: lazyRouteComponent(() => import('./finance/funds-page.tsx'), 'FundsPage') })
const payments = createRoute({ ...under, path: '/payments', component: lazyRouteComponent(() => import('./finance/payments-page.tsx'), 'PaymentsPage') })
const overview = createRoute({ ...under, path: '/overview', component: lazyRouteComponent(() => import('./leader/overview-page.tsx'), 'OverviewPage') })
const targets = createRoute({
  ...under,
  path: '/targets',
  validateSearch: known('area', 'department', 'light'),
  component: lazyRouteComponent(() => import('./leader/targets-page.tsx'), 'TargetsPage'),
})
const drafting = createRoute({ ...under, path: '/drafting', validateSearch: known('measure', 'tab'), component: lazyRouteComponent(() => import('./drafter/drafting-page.tsx'), 'DraftingPage') })
const simulation = createRoute({ ...under, path: '/drafting/simulation', validateSearch: known('job'), component: lazyRouteComponent(() => import('./drafter/simulation-page.tsx'), 'SimulationPage') })
const audit = createRoute({ ...under, path: '/audit', component: lazyRouteComponent(() => import('./auditor/audit-page.tsx'), 'AuditPage') })
const decision = createRoute({ ...under, path: '/audit/$number', component: lazyRouteComponent(() => import('./auditor/decision-page.tsx'), 'DecisionPage') })
const accounts = createRoute({ ...under, path: '/accounts', component: lazyRouteComponent(() => import('./administrator/accounts-page.tsx'), 'AccountsPage') })
const jobs = createRoute({ ...under, path: '/jobs', component: lazyRouteComponent(() => import('./jobs/jobs-page.tsx'), 'JobsPage') })

const routeTree = root.addChildren([
  home,
  measure,
  text,
  help,
  login,
  password,
  publicity,
  verify,
  verified,
  firm,
  dossier,
  claims,
  claim,
  worklist,
  lists,
  list,
  subjects,
  subject,
  bringIn,
  rulings,
  funds,
  payments,
  overview,
  targets,
  drafting,
  simulation,
  audit,
  decision,
  accounts,
  jobs,
])

export const router = createRouter({ routeTree, ...addresses })

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
