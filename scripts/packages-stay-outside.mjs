/** esbuild plugin: our own packages are bundled, everything from the registry is left to node_modules. */
export const packagesStayOutside = {
  name: "packages-stay-outside",
  setup: ({ onResolve }) => {
    onResolve({ filter: /^[^./]/ }, ({ path, kind }) =>
      kind === "entry-point" || path.startsWith("@fuseline/") ? undefined : { path, external: true },
    );
  },
};
