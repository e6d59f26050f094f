"""LoRA in the decoder's cross-attention, where the paper has it; everything else of the U-Net stays as it was."""

from peft import LoraConfig, PeftModel, get_peft_model


def adapt(model, rank: int):
    """Freezes a denoiser that has its pose network, but for that and for LoRA in its U-Net."""
    model.requires_grad_(False)
    lora = LoraConfig(
        r=rank,
        lora_alpha=rank,
        init_lora_weights="gaussian",
        target_modules=r"up_blocks.*attn2\.(to_q|to_k|to_v|to_out\.0)",
    )
    model.unet = get_peft_model(model.unet, lora)
    model.pose_net.requires_grad_(True)
    return model


def merge(model):
    """Folds LoRA, if there is any, into the weights it adapts, for export."""
    if isinstance(model.unet, PeftModel):
        model.unet = model.unet.merge_and_unload()
    return model
