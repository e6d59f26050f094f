/** The experiments as one Markdown page: each table of the paper, its figure and ours. */

import type { Plot } from '../plots.ts'
import type { About } from '../report.ts'
import type { Estimate } from '../statistics.ts'
import type { Experiments, Measured } from './experiments.ts'
import { LAMBDA, ONE_ROUND, RETRIEVAL, ROBUSTNESS, TWO_ROUNDS } from './paper.ts'
import { FOUR, FULL } from './plan.ts'

const TITLES: Record<string, string> = {
  sd: 'base as it stands ("SD")',
  controlnet: 'base + pose network ("ControlNet")',
  baseline: 'all but L_multi ("baseline")',
  full: 'full method, lambda falling ("ours")',
  'baseline-steps': 'baseline, as many steps as the full method',
  'lambda-one': 'lambda fixed at 1',
  'lambda-rising': 'lambda rising from 0 to 1',
  'image-reference': 'round two sees the reference’s image embedding',
  'full.ddim': 'full method, DDIM',
  'full.scratch': 'full method, noise from scratch',
  'full.re-encoded': 'full method, latents re-encoded between rounds',
}
const titleOf = (name: string): string => TITLES[name] ?? name

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '--:')), ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n')

/** `0.748 (0.712 to 0.786)`; a dash where it was not measured. */
function told(figure: Estimate | undefined, digits = 3): string {
  if (!figure || Number.isNaN(figure.mean)) return '–'
  const { mean, low, high } = figure
  const interval = Number.isNaN(low) ? '' : ` (${low.toFixed(digits)} to ${high.toFixed(digits)})`
  return `${mean.toFixed(digits)}${interval}`
}

/** `about` says how it all was measured, `command` how to have it again. */
export function pageOf(measured: Experiments, { about, command }: { about: About; command: string }): string {
  const cases = new Map(measured.cases.map((one) => [one.name, one]))
  const four = FOUR.filter((name) => cases.has(name))
  const said = (name: string, figure: string, digits?: number) =>
    told(cases.get(name)?.metrics[figure], digits)
  const byFour = (figures: readonly (readonly [string, string, number?])[]) =>
    table(
      ['', ...four.map(titleOf)],
      figures.map(([title, figure, digits]) => [title, ...four.map((name) => said(name, figure, digits))]),
    )
  const rowsOf = (names: readonly string[], figures: readonly (readonly [string, number?])[]) =>
    names
      .filter((name) => cases.has(name))
      .map((name) => [titleOf(name), ...figures.map(([figure, digits]) => said(name, figure, digits))])
  const others = [...cases.keys()].filter((name) => !(name in TITLES))
  const sections = [
    '# The paper’s experiments on rendered garments',
    `\`${command}\``,
    Object.entries(about)
      .map(([key, value]) => `${key} ${value}`)
      .join(' · '),
    'Every family is measured on the same chains with the same noise, through the runtime the product uses, without the self-check where `tries` is 1, and with tones as the denoiser draws them, where the product lays them on. In brackets: bootstrap 95 % intervals; of the FID 1.96 standard deviations over resampled pictures.',
    '**What is comparable with the paper and what is not.** The order of the models and the direction of a difference are; the figures themselves are not. The paper edits photos (FashionIQ, Fashion200k) with Stable Diffusion, and its galleries are those data sets; here the garments are rendered, the models are small ones trained from nothing, and the gallery holds each query’s exact target, and beside it garments that differ from it in one attribute, and as many that differ so from its reference, on the same person in the same room: no scene gives the target away, only the garment does, and what was not edited finds the like of its reference. "SD" is this project’s own base, which was trained on captions and on single edits with a reference, so that it stands far above a text-to-image model. FID is on the retrieval embedding, in thousandths, not on Inception’s features. CLIP is the judge’s where one was given, the image token that all families share where not. No pose is given, as in the product.',
    '## Training',
    table(
      ['', 'minutes of the edit stage', 'steps'],
      measured.cases
        .filter(({ name, family }) => name === family)
        .map((one) => [titleOf(one.name), ...trainingOf(one)]),
    ),
    '## Retrieval by the edited look',
    byFour([
      ['R@1', 'two.R@1'],
      ['R@10', 'two.R@10'],
      ['R@50', 'two.R@50'],
      ['R@10, the sentence in one round', 'whole.R@10'],
    ]),
    `The unedited reference: R@10 ${told(measured.bounds['reference.R@10'])}, R@50 ${told(measured.bounds['reference.R@50'])}; the autoencoder’s copy of the target: R@10 ${told(measured.bounds['copy.R@10'])}. The reference is not in the gallery.`,
    'The paper, R@10 / R@50 in per cent (the baseline’s are those of its table of lambda):',
    table(
      ['', ...FOUR.map(titleOf)],
      Object.entries(RETRIEVAL).map(([name, of]) => [name, ...FOUR.map((one) => of[one])]),
    ),
    '## Edit success',
    byFour([
      ['one sub-edit right', 'one.requested'],
      ['... the other attributes kept', 'one.kept'],
      ['two sub-edits in two rounds, both right', 'two.bothRight'],
      ['... the other attributes kept', 'two.kept'],
      ['the sentence in one round, both right', 'whole.right'],
    ]),
    ...(Object.keys(measured.difference).length > 0
      ? [
          'The full method less the baseline, paired by chain:',
          table(
            ['', 'difference'],
            [
              'two.R@1',
              'two.R@10',
              'two.R@50',
              'one.requested',
              'two.bothRight',
              'two.kept',
              'swap',
              'swapEmbedding',
              'all.5',
            ].map((name) => [name, told(measured.difference[name])]),
          ),
        ]
      : []),
    '## Robustness',
    byFour([
      ['swap', 'swap'],
      ['swap, by the retrieval embedding', 'swapEmbedding'],
      ['as it is, against the target', 'whole.similarity'],
      ['rotate', 'rotate.similarity'],
      ...[2, 5, 9].map((n) => [`mask ${n}`, `mask${n}.similarity`] as const),
      ['rotate: both right', 'rotate.right'],
      ...[2, 5, 9].map((n) => [`mask ${n}: both right`, `mask${n}.right`] as const),
    ]),
    `A mask is given to the sentences that have more words than it takes: ${masksOf(cases.get(four[0] ?? ''))}.`,
    'The paper:',
    table(
      ['', ...FOUR.map(titleOf)],
      Object.entries(ROBUSTNESS).map(([name, of]) => [
        name.replace('.similarity', ''),
        ...FOUR.map((one) => of[one]),
      ]),
    ),
    '## Two rounds: FID and CLIP',
    byFour([
      ['FID', 'two.fid', 1],
      ['CLIP, look and caption of the target', 'two.clipText'],
      ['CLIP, look and target', 'two.clipPicture'],
    ]),
    `FID of the autoencoder’s copies: ${told(measured.bounds['copy.fid'], 1)}; of the unedited references: ${told(measured.bounds['reference.fid'], 1)}. The paper, FID / CLIP: ${FOUR.map((name) => `${titleOf(name)} ${TWO_ROUNDS[name]}`).join(', ')}.`,
    '## One round',
    byFour([
      ['FID', 'whole.fid', 1],
      ['CLIP, look and caption of the target', 'whole.clipText'],
      ['CLIP, look and target', 'whole.clipPicture'],
    ]),
    `The paper’s CLIP: ${FOUR.filter((name) => ONE_ROUND[name])
      .map((name) => `${titleOf(name)} ${ONE_ROUND[name]}`)
      .join(', ')}.`,
    '## The weight of L_multi',
    table(
      ['', 'R@10', 'R@50', 'FID', 'both right', 'swap', 'the paper: R@10 / R@50 / FID'],
      rowsOf(['lambda-one', 'lambda-rising', 'full', 'baseline', 'baseline-steps'], ABLATION).map(
        (row, i) => [
          ...row,
          LAMBDA[
            ['lambda-one', 'lambda-rising', 'full', 'baseline', 'baseline-steps'].filter((name) =>
              cases.has(name),
            )[i] ?? ''
          ] ?? '',
        ],
      ),
    ),
    'The baseline is lambda fixed at 0.',
    '## What round two sees, and the sampler',
    table(
      ['', 'R@10', 'R@50', 'FID', 'both right', 'swap'],
      rowsOf(
        ['full', 'image-reference', 'full.ddim', 'full.scratch', 'full.re-encoded', ...others],
        ABLATION,
      ),
    ),
    'In the full method round two sees the image embedding of the intermediate look, in training that of the true one, the sampler is the manifest’s and starts from the noised reference, and latents are kept. The paper: DDPM is better than DDIM, and noise from the reference a little better than from scratch.',
    '## Five rounds in a row',
    ...(['all', 'newest', 'kept', 'driftLatent', 'driftEmbedding', 'identity'] as const).flatMap((figure) => [
      `${FIGURES[figure]}:`,
      table(
        ['', '1', '2', '3', '4', '5'],
        rowsOf(
          [...FOUR, 'full.re-encoded'],
          [1, 2, 3, 4, 5].map((k) => [`${figure}.${k}`] as const),
        ),
      ),
    ]),
    '![Every sub-edit so far right, by round](five-rounds.svg) ![Drift of the embedding by round](drift.svg) ![Drift of the latent by round](drift-latent.svg)',
    '## By sentence length',
    byFour(
      lengthsOf(cases.get(four[0] ?? '')).flatMap(
        (bin) =>
          [
            [`${bin}: one round, similarity`, `whole.similarity.${bin}`],
            [`${bin}: one round, both right`, `whole.right.${bin}`],
            [`${bin}: two rounds, both right`, `two.right.${bin}`],
          ] as const,
      ),
    ),
    '![Both sub-edits right in one round, by words of the sentence](sentence-length.svg)',
    '## Does disagreement foretell failure?',
    'Area under the ROC curve for "not both sub-edits are right", 0.5 being chance: disagreement of the two orders’ embeddings, the number of attributes that are read differently, the reader’s own doubt, and its verdict.',
    byFour(
      (['embedding', 'attributes', 'reader', 'verdict'] as const).map(
        (name) => [name, `auroc.${name}`] as const,
      ),
    ),
    '## Pictures',
    'The first chains of the seed range, not chosen by eye. Each strip: the reference, the look after two rounds of every family in the order of the tables above, the true target.',
    '![Two rounds, family by family](two-rounds.jpg)',
    ...(cases.has(FULL)
      ? [
          'The full method, five rounds: the reference, each look, the true target.',
          '![Five rounds](five-rounds.jpg)',
        ]
      : []),
  ]
  return `${sections.join('\n\n')}\n`
}

const ABLATION = [['two.R@10'], ['two.R@50'], ['two.fid', 1], ['two.bothRight'], ['swap']] as const

const FIGURES = {
  all: 'Every sub-edit so far right',
  newest: 'The newest one right',
  kept: 'Other attributes kept',
  driftLatent: 'Drift of the latent from the true target’s, root mean square',
  driftEmbedding:
    'Drift of the embedding from that of the autoencoder’s copy of the true target, one less the cosine',
  identity: 'Identity kept: cosine of the embeddings of look and true target',
}

const masksOf = (one: Measured | undefined): string =>
  [2, 5, 9].map((n) => `mask ${n} over ${one?.metrics[`mask${n}.similarity`]?.count ?? 0}`).join(', ')

/** Bins of words that the figures have. */
export const lengthsOf = (one: Measured | undefined): string[] =>
  Object.keys(one?.metrics ?? {})
    .filter((name) => name.startsWith('whole.right.words'))
    .map((name) => name.slice('whole.right.'.length))
    .sort()

function trainingOf({ manifest, name }: Measured): [string, string] {
  const training = manifest.training as { minutes?: Record<string, number>; editSteps?: number } | undefined
  const minutes = Object.entries(training?.minutes ?? {}).find(
    ([stage]) => stage.startsWith('experiment-') || stage === 'edit',
  )
  return name === 'sd' ? ['0', '0'] : [String(minutes?.[1] ?? '–'), String(training?.editSteps ?? '–')]
}

/** By file name. */
export function plotsOf({ cases }: Experiments): Record<string, Plot> {
  const five = cases.filter(({ rounds }) => rounds === 5)
  const k = [1, 2, 3, 4, 5]
  const byRound = (title: string, figure: string, yName: string): Plot => ({
    title,
    categories: k.map(String),
    xName: 'round',
    yName,
    lines: five.map(({ name, metrics }) => ({
      name,
      values: k.map((k) => meanOf(metrics[`${figure}.${k}`])),
    })),
  })
  const bins = lengthsOf(five[0])
  return {
    'five-rounds.svg': byRound('Every sub-edit so far right', 'all', 'share'),
    'drift.svg': byRound('Drift of the retrieval embedding', 'driftEmbedding', '1 - cosine'),
    'drift-latent.svg': byRound('Drift of the latent', 'driftLatent', 'root mean square'),
    'sentence-length.svg': {
      title: 'Both sub-edits right, the sentence in one round',
      categories: bins.map((bin) => bin.replace('words', '')),
      xName: 'words',
      yName: 'share',
      lines: five
        .filter(({ once }) => once)
        .map(({ name, metrics }) => ({
          name,
          values: bins.map((bin) => meanOf(metrics[`whole.right.${bin}`])),
        })),
    },
  }
}

const meanOf = (figure: Estimate | undefined): number | null => figure?.mean ?? null
