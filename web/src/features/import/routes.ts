// The pages of this capability, under the frame.
export const importRoutes = [] as const;
