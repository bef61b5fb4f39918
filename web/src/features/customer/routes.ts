// The pages of this capability, under the frame.
export const customerRoutes = [] as const;
