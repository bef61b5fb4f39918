// The message files. A feature owns one file in each language; a new file is entered here once.
import type access from './zh/access.json';
import type account from './zh/account.json';
import type changeList from './zh/change_list.json';
import type clash from './zh/clash.json';
import type campaign from './zh/campaign.json';
import type card from './zh/card.json';
import type common from './zh/common.json';
import type company from './zh/company.json';
import type correction from './zh/correction.json';
import type customer from './zh/customer.json';
import type customerForm from './zh/customer_form.json';
import type customerList from './zh/customer_list.json';
import type evidence from './zh/evidence.json';
import type exports from './zh/export.json';
import type fields from './zh/fields.json';
import type greeting from './zh/greeting.json';
import type incident from './zh/incident.json';
import type inbox from './zh/inbox.json';
import type imports from './zh/import.json';
import type merge from './zh/merge.json';
import type monthCheck from './zh/month_check.json';
import type nav from './zh/nav.json';
import type news from './zh/news.json';
import type obligation from './zh/obligation.json';
import type people from './zh/people.json';
import type problems from './zh/problems.json';
import type quality from './zh/quality.json';
import type regulation from './zh/regulation.json';
import type setup from './zh/setup.json';
import type template from './zh/template.json';
import type workbench from './zh/workbench.json';

export interface Messages {
  access: typeof access;
  account: typeof account;
  change_list: typeof changeList;
  clash: typeof clash;
  campaign: typeof campaign;
  card: typeof card;
  common: typeof common;
  company: typeof company;
  correction: typeof correction;
  customer: typeof customer;
  customer_form: typeof customerForm;
  customer_list: typeof customerList;
  evidence: typeof evidence;
  export: typeof exports;
  fields: typeof fields;
  greeting: typeof greeting;
  import: typeof imports;
  incident: typeof incident;
  inbox: typeof inbox;
  merge: typeof merge;
  month_check: typeof monthCheck;
  nav: typeof nav;
  news: typeof news;
  obligation: typeof obligation;
  people: typeof people;
  problems: typeof problems;
  quality: typeof quality;
  regulation: typeof regulation;
  setup: typeof setup;
  template: typeof template;
  workbench: typeof workbench;
}

/** "people.title": the file, a full stop, the key in it. */
export type MessageKey = {
  [File in keyof Messages]: `${File}.${Extract<keyof Messages[File], string>}`;
}[keyof Messages];
