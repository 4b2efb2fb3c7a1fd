import { execFileSync, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Area } from '../test/support/given-partition.ts'
import { median } from './row.ts'

export type PostGis = {
  /** Which areas cover each point, borders counted in, all in one statement; and how long that took, in ns a point. */
  covering(points: Float64Array): { owners: number[][]; ns: number }
  /** Prepared, over the socket, one point after the other: the median in ns. */
  oneByOne(points: Float64Array): number
  stop(): void
}

const ONE_BY_ONE = 1_000

/** A PostgreSQL of its own with these areas, in a folder that is removed; undefined where PostGIS is not installed. */
export function startPostGis(areas: readonly Area[]): PostGis | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'fenghuang-postgis-'))
  const stop = () => {
    run('pg_ctl', ['-D', join(folder, 'data'), '-m', 'immediate', 'stop'])
    rmSync(folder, { recursive: true, force: true })
  }
  try {
    start(folder)
    const ask = asking(folder)
    ask(`create extension postgis; create table said (owner int, wkt text);
copy said from stdin;\n${areas.map(({ polygons }, owner) => `${owner}\t${wktOf(polygons)}`).join('\n')}\n\\.
create table area as select owner, st_geomfromtext(wkt) as shape from said;
create index on area using gist (shape); vacuum analyze area;`)
    return { covering: (points) => covering(ask, points), oneByOne: (points) => oneByOne(ask, points), stop }
  } catch (error) {
    console.log(`PostGIS is left out: ${(error as Error).message.split('\n')[0]}`)
    stop()
    return undefined
  }
}

type Ask = (sql: string) => string[]

function covering(ask: Ask, points: Float64Array): { owners: number[][]; ns: number } {
  const count = points.length / 2
  const rows = Array.from({ length: count }, (_, i) => `${i}\t${points[i * 2]}\t${points[i * 2 + 1]}`)
  const lines = ask(`create temp table point (id int, x float8, y float8);
copy point from stdin;\n${rows.join('\n')}\n\\.
create temp table here as select id, st_makepoint(x, y) as at from point; analyze here;
\\timing on
create temp table answer as select id, owner from here join area on st_covers(shape, at);
\\timing off
select id || ' ' || owner from answer order by id, owner;`)
  const owners: number[][] = Array.from({ length: count }, () => [])
  for (const line of lines) {
    const [id, owner] = line.split(' ').map(Number)
    if (Number.isInteger(id) && Number.isInteger(owner)) owners[id!]!.push(owner!)
  }
  return { owners, ns: (timesIn(lines)[0]! * 1e6) / count }
}

function oneByOne(ask: Ask, points: Float64Array): number {
  const calls = Array.from(
    { length: ONE_BY_ONE },
    (_, i) => `execute one(${points[i * 2]}, ${points[i * 2 + 1]});`,
  )
  const prepare =
    'prepare one as select owner from area where st_covers(shape, st_makepoint($1::float8, $2::float8));'
  return median(timesIn(ask(`${prepare}\n\\timing on\n${calls.join('\n')}`))) * 1e6
}

const timesIn = (lines: readonly string[]) =>
  lines.flatMap((line) => (/^Time: ([\d.]+) ms/.exec(line) ? [Number(/[\d.]+/.exec(line)![0])] : []))

const asking =
  (folder: string): Ask =>
  (sql) => {
    const args = ['-X', '-q', '-A', '-t', '-v', 'ON_ERROR_STOP=1', '-h', folder, '-U', 'postgres', 'postgres']
    return execFileSync('psql', args, { input: sql, encoding: 'utf8', maxBuffer: 2 ** 30 }).split('\n')
  }

/** PostgreSQL does not run as root: there its own account is used, which must own the folder. */
function start(folder: string): void {
  if (isRoot) {
    const [uid, gid] = ['-u', '-g'].map((of) =>
      Number(execFileSync('id', [of, 'postgres'], { encoding: 'utf8' })),
    )
    chownSync(folder, uid!, gid!)
  }
  chmodSync(folder, 0o755)
  const data = join(folder, 'data')
  const settings = `-k ${folder} -c listen_addresses= -c fsync=off -c jit=off`
  must(run('initdb', ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync']))
  must(run('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-o', settings, '-w', 'start']))
}

const isRoot = process.getuid?.() === 0

function run(program: string, args: string[]) {
  const { stdout: folder } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' })
  const command = [join(folder?.trim() ?? '', program), ...args]
  const [first, ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command
  return spawnSync(first!, rest, { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], cwd: tmpdir() })
}

function must({ status, stderr, error }: ReturnType<typeof run>): void {
  if (status !== 0) throw new Error(stderr || error?.message || 'PostgreSQL did not start')
}

const wktOf = (polygons: Area['polygons']) =>
  `MULTIPOLYGON(${polygons.map((rings) => `(${rings.map(ringOf).join(',')})`).join(',')})`
const ringOf = (ring: Area['polygons'][0][0]) => `(${ring.map(([lng, lat]) => `${lng} ${lat}`).join(',')})`
