import { named } from './translate';

/** What the workbench and the frame need at once; the rest is in `pages.en`. */
const files = import.meta.glob<Record<string, string>>(
  ['./en/*.json', '!./en/evidence.json', '!./en/import.json', '!./en/regulation.json', '!./en/month_check.json', '!./en/template.json', '!./en/people.json', '!./en/campaign.json', '!./en/change_list.json', '!./en/quality.json', '!./en/correction.json', '!./en/card.json', '!./en/access.json', '!./en/account.json', '!./en/incident.json'],
  { eager: true, import: 'default' },
);

export default named(files);
