/** What can be looked for, by area; the area alone finds all of its actions. */
export const ACTIONS: Readonly<Record<string, readonly string[]>> = {
  customer: [
    'customer.open',
    'customer.create',
    'customer.update',
    'customer.assign',
    'customer.share',
    'customer.unshare',
    'customer.doubt',
    'customer.verify',
    'customer.bulk',
    'customer.export',
    'customer.clash',
    'customer.evidence',
  ],
  contact: ['contact.create', 'contact.update', 'contact.remove'],
  interaction: ['interaction.create', 'interaction.update', 'interaction.remove'],
  import: ['import.read', 'import.change', 'import.mend', 'import.write', 'import.part', 'import.finish', 'import.cancel'],
  session: ['session.create', 'session.challenge', 'session.end'],
  account: ['account.password', 'account.locale', 'account.prove', 'account.totp_start', 'account.totp_enable', 'account.totp_remove'],
  access_token: ['access_token.create', 'access_token.revoke'],
  person: [
    'person.create',
    'person.change',
    'person.deactivate',
    'person.reactivate',
    'person.password_reset',
    'person.unlock',
    'person.totp_remove',
  ],
  department: ['department.create', 'department.change'],
  post: ['post.create', 'post.change'],
  role: ['role.create', 'role.change', 'role.remove'],
  company: ['company.change', 'setup.complete'],
  field: ['field.create', 'field.update'],
  card_template: ['card_template.create', 'card_template.update'],
  saved_view: ['saved_view.create', 'saved_view.update', 'saved_view.remove'],
  evidence: ['evidence.search', 'evidence.open', 'evidence.verification'],
};

/** The name of an action inside its area. */
export const actionName = (action: string, maybe: (key: string) => string | undefined): string =>
  maybe(`evidence.name_${action.replaceAll('.', '_')}`) ?? action;
