"""The denoiser: a U-Net over latents and its pose-condition network, both from diffusers.

It predicts the clean latent as the reference's latent plus a residual, so
an untrained denoiser leaves the garment as it is, and one step gives the closed-form estimate the multi-round
loss needs without a division by a vanishing sqrt(abar).
"""

import copy

import torch
from diffusers import ControlNetModel, DDPMScheduler, UNet2DConditionModel
from diffusers.models.attention_processor import AttnProcessor
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel


class Denoiser(nn.Module):
    """`text` is trained with the base; in the edit stage it is frozen, as CLIP's is in the paper, unless that stage
    tunes everything. `pose_net` is None in the base stage."""

    def __init__(self, unet: UNet2DConditionModel, text: CLIPTextModel, image_token: nn.Module):
        super().__init__()
        self.unet, self.text, self.image_token = unet, text, image_token
        self.pose_net = None

    def condition(self, ids, vision, with_text):
        """Token ids int64 [b, n], CLIP image embedding [b, w], bool [b] -> [text tokens; image token]
        [b, n + 1, w]. Rows without text have it set to zero (the paper's self-reconstruction)."""
        tokens = self.text(input_ids=ids).last_hidden_state * with_text[:, None, None]
        return torch.cat([tokens, self.image_token(vision)[:, None]], 1)

    def forward(self, sample, timestep, condition, reference, pose):
        """sample, reference [b, c, h, w]; timestep int64 [b]; condition [b, n + 1, w]; pose [b, 3, 64, 64] in
        [0, 1], zeros for none -> the clean latent [b, c, h, w]."""
        x = torch.cat([sample, reference], 1)
        extra = {}
        if self.pose_net is not None:
            down, middle = self.pose_net(
                x, timestep, encoder_hidden_states=condition, controlnet_cond=pose, return_dict=False
            )
            extra = {"down_block_additional_residuals": down, "mid_block_additional_residual": middle}
        return reference + self.unet(x, timestep, encoder_hidden_states=condition, **extra).sample

    def add_pose_net(self):
        """A trainable copy of the U-Net's encoder whose outputs start at zero (ControlNet, Zhang et al. 2023).
        The pose picture has four times the latent's side, so two halvings bring it there."""
        self.pose_net = ControlNetModel.from_unet(
            self.unet,
            conditioning_channels=3,
            conditioning_embedding_out_channels=(16, 32, 64),
            load_weights_from_unet=False,
        )
        # from_unet knows neither a time embedding of its own width nor the heads of the text pooling: whole modules do
        for part in ("conv_in", "time_embedding", "add_embedding", "down_blocks", "mid_block"):
            setattr(self.pose_net, part, copy.deepcopy(getattr(self.unet, part)))


def build(config) -> Denoiser:
    s, channels, width = config.denoiser, config.autoencoder.channels, config.clip.width
    unet = UNet2DConditionModel(
        sample_size=s.side,
        in_channels=2 * channels,
        out_channels=channels,
        block_out_channels=s.widths,
        layers_per_block=s.layers,
        down_block_types=s.down,
        up_block_types=s.up,
        cross_attention_dim=width,
        attention_head_dim=s.heads,
        norm_num_groups=s.groups,
        time_embedding_dim=s.time_width,
        # the pooled text also scales and shifts every residual block: cheap, and most edits are of the whole garment
        addition_embed_type="text",
        addition_embed_type_num_heads=s.text_pooling_heads,
        resnet_time_scale_shift="scale_shift",
    )
    # plain attention: the fused kernel's backward pass on a CPU was measured at a quarter of the whole step
    unet.set_attn_processor(AttnProcessor())
    nn.init.zeros_(unet.conv_out.weight)
    nn.init.zeros_(unet.conv_out.bias)
    c = config.clip
    text = CLIPTextModel(
        CLIPTextConfig(
            vocab_size=c.vocabulary,
            hidden_size=width,
            intermediate_size=c.inner,
            num_attention_heads=c.heads,
            num_hidden_layers=c.text_layers,
            max_position_embeddings=c.tokens,
            projection_dim=width,
            pad_token_id=0,
            bos_token_id=1,
            eos_token_id=2,
            attn_implementation="sdpa",
        )
    )
    return Denoiser(unet, text, nn.Sequential(nn.LayerNorm(width), nn.Linear(width, width)))


def schedule(config) -> DDPMScheduler:
    s = config.schedule
    return DDPMScheduler(
        num_train_timesteps=s.timesteps,
        beta_schedule=s.betas,
        beta_start=s.beta_start,
        beta_end=s.beta_end,
        prediction_type="sample",
        clip_sample=False,
    )
