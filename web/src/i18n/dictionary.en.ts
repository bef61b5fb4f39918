import { named } from './translate';

/** What the workbench and the frame need at once; the rest is in `pages.en`. */
const files = import.meta.glob<Record<string, string>>(
  ['./en/*.json', '!./en/access.json', '!./en/account.json', '!./en/attestation.json', '!./en/campaign.json', '!./en/card.json', '!./en/change_list.json', '!./en/clash.json', '!./en/correction.json', '!./en/customer.json', '!./en/customer_form.json', '!./en/customer_list.json', '!./en/desk.json', '!./en/evidence.json', '!./en/export.json', '!./en/greeting.json', '!./en/import.json', '!./en/incident.json', '!./en/loan.json', '!./en/merge.json', '!./en/month_check.json', '!./en/obligation.json', '!./en/people.json', '!./en/pledge.json', '!./en/quality.json', '!./en/regulation.json', '!./en/request.json', '!./en/secrecy.json', '!./en/setup.json', '!./en/template.json', '!./en/watch.json'],
  { eager: true, import: 'default' },
);

export default named(files);
