import type { QueryClient } from '@tanstack/react-query';
import { clashCaseQuery, type ClashCase } from '@/api/clash';
import { customerKey, customersKey } from '@/api/customer';
import { workbenchQuery } from '@/api/workbench';
import { useT, type MessageKey } from '@/i18n';

/** "名称、手机": in what typed and filed agree. */
export function useAgrees(fields: readonly string[]): string {
  const t = useT();
  return fields.map((field) => t(`customer_form.clash_of_${field}` as MessageKey)).join(t('common.list_comma'));
}

/** Puts a clash as it is now in the place of the one shown; what follows from it is asked for anew. */
export const useKeepClash =
  (client: QueryClient) =>
  (clash: ClashCase): void => {
    client.setQueryData(clashCaseQuery(clash.id).queryKey, clash);
    void client.invalidateQueries({ queryKey: ['clashes', 'list'] });
    void client.invalidateQueries({ queryKey: ['clashes', 'found'] });
    void client.invalidateQueries({ queryKey: workbenchQuery.queryKey });
    void client.invalidateQueries({ queryKey: customersKey });
    if (clash.customer) void client.invalidateQueries({ queryKey: customerKey(clash.customer.id) });
  };
