import { nav as changeListNav } from '@/features/changeList/nav';
import { nav as cardNav } from '@/features/card/nav';
import { nav as campaignNav } from '@/features/campaign/nav';
import { nav as correctionNav } from '@/features/correction/nav';
import { create as customerCreate, nav as customerNav } from '@/features/customer/nav';
import { nav as clashNav } from '@/features/clash/nav';
import { nav as companyNav } from '@/features/company/nav';
import { nav as exportNav } from '@/features/export/nav';
import { nav as evidenceNav } from '@/features/evidence/nav';
import { create as importCreate, nav as importNav } from '@/features/import/nav';
import { nav as incidentNav } from '@/features/incident/nav';
import { nav as loanNav } from '@/features/loan/nav';
import { nav as mergeNav } from '@/features/merge/nav';
import { nav as monthCheckNav } from '@/features/monthCheck/nav';
import { nav as newsNav } from '@/features/news/nav';
import { nav as obligationNav } from '@/features/obligation/nav';
import { nav as qualityNav } from '@/features/quality/nav';
import { nav as secrecyNav } from '@/features/secrecy/nav';
import { create as peopleCreate, nav as peopleNav } from '@/features/people/nav';
import { nav as regulationNav } from '@/features/regulation/nav';
import { nav as requestNav } from '@/features/request/nav';
import { nav as templateNav } from '@/features/template/nav';
import { nav as watchNav } from '@/features/watch/nav';
import { nav as workbenchNav } from '@/features/workbench/nav';
import type { CreateEntry, NavEntry } from './feature';

/** The rail, in order. */
export const NAV: readonly NavEntry[] = [
  ...workbenchNav,
  ...obligationNav,
  ...customerNav,
  ...clashNav,
  ...requestNav,
  ...newsNav,
  ...correctionNav,
  ...campaignNav,
  ...qualityNav,
  ...secrecyNav,
  ...cardNav,
  ...changeListNav,
  ...monthCheckNav,
  ...loanNav,
  ...mergeNav,
  ...importNav,
  ...templateNav,
  ...exportNav,
  ...regulationNav,
  ...incidentNav,
  ...watchNav,
  ...evidenceNav,
  ...peopleNav,
  ...companyNav,
];

export const CREATE: readonly CreateEntry[] = [...customerCreate, ...importCreate, ...peopleCreate];

export const belongs = (entry: NavEntry, path: string): boolean =>
  [entry.to, ...(entry.also ?? [])].some((root) => (root === '/' ? path === '/' : path === root || path.startsWith(`${root}/`)));
