/** The columns to write in: those of the terminal on stdout, 60 to 100 of them; 80 where there is none. */
export function columns(): number {
  const { stdout } = process
  return stdout.isTTY ? Math.max(60, Math.min(stdout.columns, 100)) : 80
}
