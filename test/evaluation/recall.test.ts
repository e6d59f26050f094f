import { describe, expect, it } from 'vitest'
import { fashion200k } from '../../src/evaluation/datasets/fashion-200k.ts'
import { fashionIq } from '../../src/evaluation/datasets/fashion-iq.ts'
import { type Candidate, ranksOf } from '../../src/evaluation/recall.ts'

/** A candidate at this angle, in degrees. */
const at = (degrees: number, name: string, rest: Partial<Candidate> = {}): Candidate => ({
  name,
  id: name,
  embedding: Float32Array.of(Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)),
  paired: false,
  ...rest,
})

describe('ranks on FashionIQ', () => {
  const gallery = [
    at(0, 'reference', { paired: true }),
    at(10, 'bystander'),
    at(20, 'target', { paired: true }),
    at(30, 'beyond', { paired: true }),
  ]
  const query = { embedding: at(1, '').embedding, reference: gallery[0] as Candidate, target: 'target' }

  it('count every picture nearer than the target, in each cohort those that compete there', () => {
    expect(ranksOf(query, gallery, fashionIq.cohorts)).toEqual({
      wholeWithReference: 3,
      wholeWithoutReference: 2,
      pairsWithoutReference: 1,
    })
  })

  it('put what ties with the target before it', () => {
    const twin = at(20, 'twin', { paired: true })
    expect(ranksOf(query, [...gallery, twin], fashionIq.cohorts).pairsWithoutReference).toBe(2)
  })

  it('are infinite where the target does not compete: it is the reference, or has no picture', () => {
    const itself = { ...query, target: 'reference' }
    expect(ranksOf(itself, gallery, fashionIq.cohorts)).toEqual({
      wholeWithReference: 1,
      wholeWithoutReference: Infinity,
      pairsWithoutReference: Infinity,
    })
    expect(ranksOf({ ...query, target: 'nowhere' }, gallery, fashionIq.cohorts).wholeWithReference).toBe(
      Infinity,
    )
  })
})

describe('ranks on Fashion200k', () => {
  const gallery = [
    at(0, 'a/1', { id: 'black dress' }),
    at(2, 'a/2', { id: 'black dress' }),
    at(5, 'b/1', { id: 'red dress' }),
    at(8, 'c/1', { id: 'white dress' }),
    at(60, 'c/2', { id: 'white dress' }),
  ]
  const query = { embedding: at(0, '').embedding, reference: gallery[0] as Candidate, target: 'white dress' }

  it('find any picture of the target’s caption, without the reference or all that have its caption', () => {
    expect(ranksOf(query, gallery, fashion200k.cohorts)).toEqual({
      withoutReference: 3,
      withoutReferenceCaption: 2,
    })
  })
})
