import { named } from './translate';

/** What the workbench and the frame need at once; the rest is in `pages.zh`. */
const files = import.meta.glob<Record<string, string>>(
  ['./zh/*.json', '!./zh/evidence.json', '!./zh/import.json', '!./zh/regulation.json', '!./zh/month_check.json', '!./zh/template.json', '!./zh/people.json', '!./zh/campaign.json', '!./zh/change_list.json', '!./zh/quality.json', '!./zh/correction.json', '!./zh/card.json', '!./zh/access.json', '!./zh/account.json', '!./zh/incident.json'],
  { eager: true, import: 'default' },
);

export default named(files);
