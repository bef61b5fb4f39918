import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { customersKey } from '@/api/customer';
import { refreshImports } from '@/api/import';
import type { Id } from '@/api/types';

/** When what is shown ends or is left, customers have come or gone: lists elsewhere are out of date. */
export function useOutdated(id: Id): void {
  const client = useQueryClient();
  useEffect(
    () => () => {
      void refreshImports(client, id);
      void client.invalidateQueries({ queryKey: customersKey });
      void client.invalidateQueries({ queryKey: ['workbench'] });
    },
    [client, id],
  );
}
