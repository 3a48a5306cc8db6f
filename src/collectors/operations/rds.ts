/** Neptune and DocumentDB answer to the RDS API as well, as clusters and as instances. */
export const isRelational = ({ Engine = '' }: { readonly Engine?: string | undefined }): boolean =>
  !/^(neptune|docdb)/.test(Engine);
