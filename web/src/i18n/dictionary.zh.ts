import { named } from './translate';

/** What the workbench and the frame need at once; the rest is in `pages.zh`. */
const files = import.meta.glob<Record<string, string>>(
  ['./zh/*.json', '!./zh/access.json', '!./zh/account.json', '!./zh/attestation.json', '!./zh/campaign.json', '!./zh/card.json', '!./zh/change_list.json', '!./zh/clash.json', '!./zh/correction.json', '!./zh/customer.json', '!./zh/customer_form.json', '!./zh/customer_list.json', '!./zh/desk.json', '!./zh/evidence.json', '!./zh/export.json', '!./zh/greeting.json', '!./zh/import.json', '!./zh/incident.json', '!./zh/loan.json', '!./zh/merge.json', '!./zh/month_check.json', '!./zh/obligation.json', '!./zh/people.json', '!./zh/pledge.json', '!./zh/quality.json', '!./zh/regulation.json', '!./zh/request.json', '!./zh/secrecy.json', '!./zh/setup.json', '!./zh/template.json', '!./zh/watch.json'],
  { eager: true, import: 'default' },
);

export default named(files);
